/** The size in bytes of a package of the workspace, by its folder: everything it needs, minified and gzipped. */
export function bundleSize(folder: string): Promise<number>;
