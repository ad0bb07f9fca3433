// The version of this package, put in by the build; sources run by the tests have none.
declare const __HLOLITE_VERSION__: string | undefined;

export const VERSION: string = typeof __HLOLITE_VERSION__ === 'string' ? __HLOLITE_VERSION__ : '0.0.0-dev';

/** What stands in a model's metadata. */
export const PRODUCER = `hlolite ${VERSION}`;
