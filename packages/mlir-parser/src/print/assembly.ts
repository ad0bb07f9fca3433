// Printing pretty forms: a row's pieces (notation: dialects/assembly.ts) as text, with the spaces that MLIR puts between them.
import { type Piece, parseNotation } from '../dialects/assembly.js';
import { bareName, type OpSpec, operandCounts } from '../dialects/spec.js';
import type { Attribute } from '../ir/attributes.js';
import type { Operation, Value } from '../ir/module.js';
import { arrayValues, attributeText, resultTypesText, typeList } from './attributes.js';
import { forms } from './forms.js';
import type { Printer } from './printer.js';
import { symbolText } from './strings.js';

const notations = new WeakMap<OpSpec, readonly Piece[]>();

/** The pieces of a row's pretty form. */
export function piecesOf(spec: OpSpec): readonly Piece[] {
  let pieces = notations.get(spec);
  if (pieces === undefined) {
    pieces = parseNotation(spec.assembly ?? '');
    notations.set(spec, pieces);
  }
  return pieces;
}

/** Attributes that the pieces spell: they are not in the dictionary. */
export function spelledAttributes(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === 'group') return spelledAttributes(piece.pieces);
    if (piece.kind === 'custom') return [...piece.names];
    return piece.kind === 'variable' ? [piece.name] : [];
  });
}

/** Writes the pieces of one operation. */
export class PieceWriter {
  /** What stood last: whether a mark did, and whether it wants a space behind it. */
  private afterMark = false;
  private space = true;

  constructor(
    private readonly printer: Printer,
    private readonly operation: Operation,
    private readonly spec: OpSpec,
  ) {}

  write(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.piece(piece);
  }

  private piece(piece: Piece): void {
    const { operation, printer } = this;
    switch (piece.kind) {
      case 'literal':
        this.literal(piece.text);
        return;
      case 'glue':
        this.afterMark = true;
        this.space = false;
        return;
      case 'group':
        if (this.isPresent(piece.pieces)) this.write(piece.pieces);
        return;
      case 'attr-dict':
        printer.attributeDictionary(operation, spelledAttributes(piecesOf(this.spec)));
        this.afterMark = false;
        return;
      case 'custom':
        this.beforeElement();
        forms[piece.form]?.(printer, operation, piece.names);
        return;
      default:
        this.element(this.elementText(piece));
    }
  }

  /** Marks stand close to what they belong to. */
  private literal(text: string): void {
    const close = this.afterMark ? '>)}],' : '<>(){}[],';
    if (this.space && ((text.length !== 1 && text !== '->') || !close.includes(text[0] as string))) this.printer.put(' ');
    this.printer.put(text);
    this.space = text.length !== 1 || !'<({['.includes(text);
    this.afterMark = !/^[A-Za-z_]/.test(text);
  }

  private element(text: string): void {
    this.beforeElement();
    this.printer.put(text);
  }

  private beforeElement(): void {
    if (this.space || !this.afterMark) this.printer.put(' ');
    this.space = true;
    this.afterMark = false;
  }

  private elementText(piece: Piece): string {
    const { operation, printer } = this;
    switch (piece.kind) {
      case 'operands':
        return printer.operands(operation.operands);
      case 'functional-type':
        return printer.functionalType(operation);
      case 'type(results)':
        return resultTypesText(operation.results.map(({ type }) => type));
      case 'operand-type':
        return typeList(this.operandsOf(piece.name).map(({ type }) => type));
      case 'variable':
        return this.variable(piece.name);
      default:
        return '';
    }
  }

  private variable(name: string): string {
    if (this.spec.operands.some((operand) => bareName(operand) === name)) return this.printer.operands(this.operandsOf(name));
    const attribute = this.operation.attributes[name];
    return attribute === undefined ? '' : spelledText(attribute, this.spec.attributes?.[name]?.spelling?.kind);
  }

  private operandsOf(name: string): readonly Value[] {
    const { operation, spec } = this;
    const counts = operandCounts(operation, spec) ?? [];
    let first = 0;
    for (const [index, operand] of spec.operands.entries()) {
      if (bareName(operand) === name) return operation.operands.slice(first, first + (counts[index] ?? 0));
      first += counts[index] ?? 0;
    }
    return [];
  }

  private isPresent(pieces: readonly Piece[]): boolean {
    const anchor = pieces.find((piece) => (piece.kind === 'variable' && piece.anchor) || piece.kind === 'operand-type');
    if (anchor?.kind !== 'variable' && anchor?.kind !== 'operand-type') return false;
    const { name } = anchor;
    if (this.spec.operands.some((operand) => bareName(operand) === name)) return this.operandsOf(name).length > 0;
    const attribute = this.operation.attributes[name];
    return attribute !== undefined && !this.printer.isDefault(this.spec, name, attribute);
  }
}

/** An attribute without what the place says of it. */
function spelledText(attribute: Attribute, spelling: string | undefined): string {
  if (attribute.kind === 'dense-array') return `[${arrayValues(attribute.element, attribute.values)}]`;
  if (attribute.kind === 'enum') return attribute.value;
  if (attribute.kind === 'symbol' && attribute.nested.length === 0) return symbolText(attribute.name);
  return attributeText(attribute, spelling === 'number' ? 'must' : 'never');
}
