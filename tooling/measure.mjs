// Times of jobs that take turns, and the medians of the rounds' ratios, so that whatever else the machine does meets all alike.
const ROUND_MILLISECONDS = 5;

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];

/**
 * Measures jobs by their names; they may be asynchronous. Gives `time(name)`, the median in milliseconds, and `ratio(a, b)`, how many times longer a takes.
 */
export async function measure(jobs, rounds = 41) {
  const names = Object.keys(jobs);
  const repeat = {};
  for (const name of names) repeat[name] = await repetitions(jobs[name]);
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const round = {};
    for (const name of names) round[name] = await timeOf(jobs[name], repeat[name]);
    times.push(round);
  }
  return {
    time: (name) => median(times.map((round) => round[name])),
    ratio: (a, b) => median(times.map((round) => round[a] / round[b])),
  };
}

/** How often a job runs in a round; trying it also lets the engine optimize it. */
async function repetitions(job) {
  let count = 1;
  while (count < 1e6 && (await timeOf(job, count)) * count < 10 * ROUND_MILLISECONDS) count *= 2;
  return Math.max(1, Math.round(count / 10));
}

async function timeOf(job, count) {
  const start = performance.now();
  for (let i = 0; i < count; i++) {
    const result = job();
    if (result instanceof Promise) await result;
  }
  return (performance.now() - start) / count;
}
