export function page(): string;
