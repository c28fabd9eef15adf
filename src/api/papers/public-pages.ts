/** The page on which anyone may check a sender. */
export function publicSenderPage(publicUrl: string, address: string): string {
  return `${publicUrl}/s/${encodeURIComponent(address).replace('%2B', '+')}`;
}

/** The page on which its owner and reviewers see a sender. */
export function senderPage(publicUrl: string, senderId: string): string {
  return `${publicUrl}/senders/${senderId}`;
}
