// The forms that many ops share, as programs; `T` stands for the element type.

export const program = (args, result, body, functions = '') =>
  `func.func @main(${args}) -> ${result} {\n${body.trim()}\n}\n${functions}`.replaceAll(/\n\s*/g, '\n');
export const one = (op, attributes = '', result = 'tensor<2x3xT>') =>
  program(
    '%a: tensor<2x3xT>',
    result,
    `%r = ${op} %a${attributes} : ${result === 'tensor<2x3xT>' ? result : `(tensor<2x3xT>) -> ${result}`}\nreturn %r : ${result}`,
  );
export const two = (op) =>
  program('%a: tensor<2x3xT>, %b: tensor<2x3xT>', 'tensor<2x3xT>', `%r = ${op} %a, %b : tensor<2x3xT>\nreturn %r : tensor<2x3xT>`);
/** CHLO spells its types out: `operands -> result`. */
export const chloOne = (op, result = 'tensor<2x3xT>') =>
  program('%a: tensor<2x3xT>', result, `%r = chlo.${op} %a : tensor<2x3xT> -> ${result}\nreturn %r : ${result}`);
export const chloTwo = (op) =>
  program(
    '%a: tensor<2x3xT>, %b: tensor<2x3xT>',
    'tensor<2x3xT>',
    `%r = chlo.${op} %a, %b : tensor<2x3xT>, tensor<2x3xT> -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>`,
  );
export const chloBroadcast = (op, result = 'tensor<2x3xT>', attributes = '') =>
  program(
    '%a: tensor<2x3xT>, %b: tensor<3xT>',
    result,
    `%r = chlo.${op} %a, %b${attributes} : (tensor<2x3xT>, tensor<3xT>) -> ${result}\nreturn %r : ${result}`,
  );
export const sum = (name = 'stablehlo.add') => `({
  ^bb0(%x: tensor<T>, %y: tensor<T>):
    %s = ${name} %x, %y : tensor<T>
    stablehlo.return %s : tensor<T>
  })`;
export const oneDevice = 'replica_groups = dense<0> : tensor<1x1xi64>';

export const ofEach = (names, make) => Object.fromEntries(names.map((name) => [`stablehlo.${name}`, make(`stablehlo.${name}`)]));
export const ofEachChlo = (names, make) => Object.fromEntries(names.map((name) => [`chlo.${name}`, make(name)]));
