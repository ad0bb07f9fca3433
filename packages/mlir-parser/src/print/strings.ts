// Strings and names as MLIR prints them.

/** A string in quotes: what is not printable ASCII, and quotes, as two hex digits. */
export function quoted(value: string | Uint8Array): string {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  let text = '"';
  for (const byte of bytes) {
    if (byte === 0x5c) text += '\\\\';
    else if (byte < 0x20 || byte > 0x7e || byte === 0x22) text += `\\${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    else text += String.fromCharCode(byte);
  }
  return `${text}"`;
}

/** A name that may stand bare, or in quotes. */
export const keywordOrString = (name: string) => (/^[a-zA-Z_][a-zA-Z0-9_$.]*$/.test(name) ? name : quoted(name));

/** `@name` or `@"name"`. */
export const symbolText = (name: string) => `@${/^[a-zA-Z_][a-zA-Z0-9_$.]*$/.test(name) ? name : quoted(name)}`;
