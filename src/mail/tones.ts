/** The states that look the same on the site, in documents and here; signs of plain text, since mails load no image. */
export const tones = {
  good: { color: '#1f7a3d', icon: '✓' },
  wait: { color: '#8f5b00', icon: '◷' },
  look: { color: '#6d3fb5', icon: '◉' },
  stop: { color: '#a4161a', icon: '✕' },
  plain: { color: '#6b6560', icon: '•' },
} as const;
