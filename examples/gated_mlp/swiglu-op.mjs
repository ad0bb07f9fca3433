// swiglu-op.mjs
/** @type {import('@hlolite/op-lowering').CustomOp} */
export const swigluOp = {
  name: 'swiglu',
  targets: ['my.swiglu'],
  attributes: { limit: { kind: 'float', check: (value) => (value > 0 ? undefined : 'be greater than 0') } },
  inferTypes: ({ operands: [gate] }) => [gate.type],
  decompose({ operands: [gate, up], attributes: { limit } }, b) {
    const limited = b.emit('minimum', [gate, b.splat(gate.type, limit)]);
    return [b.multiply(b.multiply(limited, b.logistic(limited)), up)];
  },
};
