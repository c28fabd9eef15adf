/**
 * Characters that a reader takes for one another: a prototype, then what looks like it.
 *
 * The relevant subset (Latin, Greek, Cyrillic, Armenian, Cherokee, Arabic script, digits, GSM symbols) of the relation
 * that Unicode Technical Standard #39 describes, chosen by hand, and the pairs that an SMS screen adds: 0/O, 1/l/I, 5/S,
 * 8/B, 2/Z. Case is folded away, so a prototype is a lower-case letter; a capital is listed where its shape differs
 * from that of its small letter (Greek Η is an H, η an n).
 */
export const CONFUSABLES: ReadonlyArray<readonly [prototype: string, lookalikes: string]> = [
  ['a', '4@аАαΑΛλΔɑᴀªᎪдДꓮ∂'],
  ['b', '8вВьЬЪβΒßʙᏴбƄꓐ'],
  ['c', 'сСϲϹᴄ¢ⅽᏟꓚ©'],
  ['d', 'ԁᴅɗժᎠꓓⅾ'],
  ['e', '3еЕЀёЁεΕΣΞєЄэЭзЗᴇ€℮ҽᎬꓰ'],
  ['f', 'ꜰƒϝբꓝ'],
  ['g', 'ɡɢցԍᏀꓖ9'],
  ['h', 'һҺнНΗʜհᎻꓧ'],
  ['j', 'јЈϳᴊյᎫꓙ'],
  ['k', 'кКκΚᴋᏦꓗ'],
  ['l', '1iI|!¡ıіІїЇιΙɪʟӏӀǀ∣ⅼاأإآߊլᏞꓲꓡ'],
  ['m', 'мМΜᴍⅿᎷꓟ'],
  ['n', 'пПηΝπΠɴոռñИиꓠ'],
  ['o', '0оОοΟσΘθΦφΩøØᴏօهةەہھoჿჹꓳ'],
  ['p', 'рРρΡᴘƿᏢꓑþ'],
  ['q', 'ԛԚգզ'],
  ['r', 'гГΓʀяЯᏒꓣ'],
  ['s', '5$ѕЅꜱ§ƽᏚꓢ'],
  ['t', '7тТτΤᴛ+ᎢꓔՒ'],
  ['u', 'υцᴜսμµՍꓴ'],
  ['v', 'νѵѴᴠⅴᏙꓦ'],
  ['w', 'шШщЩωԝԜᴡᏔꓪ'],
  ['x', 'хХχΧ×ⅹꓫ'],
  ['y', 'уУүҮγΥΨ¥ʏყᎩꓬ'],
  ['z', '2ζΖᴢᏃꓜ'],
  ['ae', 'æÆӕӔ'],
  ['oe', 'œŒ'],
];

/** Sequences that read as one letter at the size of a sender line. */
export const CONFUSABLE_SEQUENCES: ReadonlyArray<readonly [sequence: string, prototype: string]> = [
  ['rn', 'm'],
  ['vv', 'w'],
];
