// Every diagnostic that the sources can give: its code with the messages and hints it comes with, read from the syntax trees.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vitest/node';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CODE = /^(?!text|application|image)[a-z]+\/[a-z0-9-]+$/;
/** Functions that put the first part of the code before the name they are given, by the place they are in. */
const prefixes = [
  { place: 'packages/mlir-parser/src/bytecode/', callee: 'fail', prefix: 'bytecode/' },
  { place: 'packages/tensor/src/npy.ts', callee: 'complain', prefix: 'npy/' },
];

/** Sources of the packages and apps, tests and generated tables apart. */
function* sources() {
  for (const room of ['packages', 'apps'])
    for (const name of readdirSync(root + room).sort()) {
      const folder = `${room}/${name}/src`;
      try {
        for (const file of readdirSync(root + folder, { recursive: true }).sort())
          if (/(?<!\.test|\.d)\.tsx?$/.test(file) && !/^(fb|generated)\b/.test(file)) yield `${folder}/${file.replaceAll('\\', '/')}`;
      } catch (error) {
        if (error.code !== 'ENOENT') throw error;
      }
    }
}

/** The texts that an expression may be; what is computed in them is `…`. */
function textsOf(node) {
  if (node === undefined || node === null) return [];
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateLiteral') return [node.quasis.map(({ value }) => value.cooked).join('…')];
  if (node.type === 'ConditionalExpression') return [...textsOf(node.consequent), ...textsOf(node.alternate)];
  if (node.type === 'BinaryExpression') return textsOf(node.left).flatMap((left) => textsOf(node.right).map((right) => left + right));
  if (node.type === 'LogicalExpression') return [...textsOf(node.left), ...textsOf(node.right)];
  return [];
}

/** Every node of a tree, with the function it is in. */
function* walk(node, owner) {
  yield { node, owner };
  const inner = node.type.includes('Function') ? node : owner;
  for (const [key, child] of Object.entries(node))
    for (const each of [child].flat())
      if (typeof each?.type === 'string') {
        if (node.type === 'VariableDeclarator' && key === 'init') each.nameGiven = node.id.name;
        yield* walk(each, inner);
      }
}

const nameOf = (callee) => (callee.type === 'MemberExpression' ? callee.property.name : callee.name);

/** A call that is given a code and, after it, a message and perhaps a hint. */
function* inCall({ callee, arguments: args }, file) {
  const prefix = prefixes.find((each) => file.startsWith(each.place) && each.callee === nameOf(callee))?.prefix;
  for (const [index, arg] of args.entries())
    for (const text of textsOf(arg)) {
      const code = prefix && index === 0 ? prefix + text : text;
      if (!CODE.test(code)) continue;
      // What callers give may be a part of the message only: a message says what must hold. It stands behind the code, or before it.
      const [messages = []] = [args[index + 1], args[index - 1]]
        .map((each) => textsOf(each).filter((message) => / (must|needs|cannot) /.test(message)))
        .filter((each) => each.length > 0);
      const hints = textsOf(args[index + (messages.length > 0 && textsOf(args[index + 1]).includes(messages[0]) ? 2 : 1)]);
      yield { code, messages, hints };
    }
}

/** An object with a code and a message, which may be constants of the function, parameters, or in the row of a table. */
function* inObject({ properties }, owner, nodes) {
  const value = (name) => properties.find(({ key }) => key?.name === name)?.value;
  const constants = (name) =>
    nodes.filter(
      ({ node, owner: its }) => (its === owner || its === undefined) && node.type === 'VariableDeclarator' && node.id.name === name,
    );
  const texts = (node) => (node?.type === 'Identifier' ? constants(node.name).flatMap((each) => textsOf(each.node.init)) : textsOf(node));
  const messages = [...texts(value('message')), ...fromCallers(value('message'), owner, nodes), ...fromRows(properties, 'message', nodes)];
  const hints = [...texts(value('hint')), ...fromRows(properties, 'hint', nodes)];
  for (const code of texts(value('code'))) if (CODE.test(code)) yield { code, messages, hints };
}

/** What the callers in the file give for a parameter of the function. */
function fromCallers(given, owner, nodes) {
  const index = owner?.params.findIndex((parameter) => parameter.name === given?.name) ?? -1;
  const name = owner?.id?.name ?? owner?.nameGiven;
  const calls = given?.type === 'Identifier' && index >= 0 ? nodes.filter(({ node }) => node.callee && nameOf(node.callee) === name) : [];
  return calls.flatMap(({ node }) => textsOf(node.arguments[index]));
}

/** A property of any row of a table whose row is spread into the object. */
function fromRows(properties, name, nodes) {
  const tables = properties.flatMap(({ type, argument }) => (type === 'SpreadElement' && argument.object ? [argument.object.name] : []));
  return nodes
    .filter(({ node }) => node.type === 'VariableDeclarator' && tables.includes(node.id.name))
    .flatMap(({ node }) => [...walk(node.init)])
    .flatMap(({ node }) => (node.type === 'Property' && node.key.name === name ? textsOf(node.value) : []));
}

/** A parameter that is a code unless the caller gives another, and the hint after it. */
function* inDefault(node, owner) {
  const [, next] = owner?.params.slice(owner.params.indexOf(node)) ?? [];
  for (const code of textsOf(node.right)) if (CODE.test(code)) yield { code, messages: [], hints: textsOf(next?.right) };
}

function* inFile(file, text) {
  const nodes = [...walk(parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }))];
  for (const { node, owner } of nodes) {
    if (node.type === 'CallExpression') yield* inCall(node, file);
    if (node.type === 'AssignmentPattern') yield* inDefault(node, owner);
    if (node.type === 'ObjectExpression') yield* inObject(node, owner, nodes);
  }
}

/** Codes in alphabetical order: `Map<code, { messages: Set, hints: Set }>`. */
export function diagnostics() {
  const found = new Map();
  for (const file of sources()) {
    const text = readFileSync(root + file, 'utf8');
    if (!/code|fail\(|['"`][a-z]+\/[a-z0-9-]+['"`]/.test(text)) continue;
    for (const { code, messages, hints } of inFile(file, text)) {
      if (!found.has(code)) found.set(code, { messages: new Set(), hints: new Set() });
      for (const message of messages) found.get(code).messages.add(message);
      for (const hint of hints) found.get(code).hints.add(hint);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
