const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Writes a value as HTML text, safe inside elements and quoted attributes. */
export function escapeHtml(value: unknown): string {
  if (value === null || value === undefined) return '';
  return String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** Finished HTML; templates write it with `<%~ %>`. */
export function ltr(text: string, className = ''): string {
  const attribute = className ? ` class="${escapeHtml(className)}"` : '';
  return `<bdi dir="ltr"${attribute}>${escapeHtml(text)}</bdi>`;
}
