// What the readers of types, attributes and operations share while one text is read: the lexer, the aliases, and how deep they are.
import type { Source } from '@hlolite/diagnostics';
import type { Bytes } from '@hlolite/tensor';
import type { Attribute } from '../ir/attributes.js';
import type { Location } from '../ir/location.js';
import type { Type } from '../ir/types.js';
import { Lexer } from './lexer.js';
import { LocationAliases } from './location-aliases.js';
import { SpelledTypes } from './spelled-types.js';
import { vocabulary } from './vocabulary.js';

/**
 * How deep types, attributes and locations may nest in each other. They are read by recursion, which a JavaScript stack of the usual
 * size (1 MB, less in a worker) bears a few thousand levels deep; real programs stay below twenty. Regions nest without limit.
 */
export const NESTING_LIMIT = 500;

/** The rooms that read types, attributes and locations call each other through these. */
export interface Readers {
  readonly type: (state: State) => Type;
  readonly attribute: (state: State) => Attribute;
  readonly location: (state: State) => Location;
}

export class State {
  readonly lexer: Lexer;
  readonly typeAliases = new Map<string, Type>();
  readonly attributeAliases = new Map<string, Attribute>();
  readonly locationAliases = new LocationAliases();
  readonly resources = new Map<string, Bytes>();
  /** Equal spellings give the same object. */
  readonly spelledTypes: SpelledTypes;
  private depth = 0;

  constructor(
    source: Source,
    private readonly readers: Readers,
  ) {
    this.lexer = new Lexer(source, vocabulary());
    this.spelledTypes = new SpelledTypes(source.bytes);
  }

  /** The type that begins at the current token. */
  type(): Type {
    return this.readers.type(this);
  }

  /** The attribute that begins at the current token. */
  attribute(): Attribute {
    return this.readers.attribute(this);
  }

  /** What stands between the parentheses of `loc(…)`. */
  location(): Location {
    return this.readers.location(this);
  }

  /** Around everything that may hold itself. After an error the depth does not matter: nothing more is read. */
  enter(): void {
    if (++this.depth > NESTING_LIMIT)
      this.lexer.fail(
        'parse/too-deep',
        `types, attributes and locations must nest at most ${NESTING_LIMIT} deep`,
        'flatten the nesting, for example by an alias (#name = …)',
      );
  }

  leave(): void {
    this.depth--;
  }
}
