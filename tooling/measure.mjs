// Times of jobs that take turns, and the medians of the rounds' ratios, so that whatever else the machine does meets all alike. Time is that of the
// processor, which does not run while other processes do.
const ROUND_MILLISECONDS = 5;
/** Until then the engine has optimized what it runs. */
const WARM_MILLISECONDS = 1500;

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

/** How often a job runs in a round, found out while it gets warm. */
async function repetitions(job) {
  let [count, spent] = [1, 0];
  while (spent < WARM_MILLISECONDS) {
    const each = await timeOf(job, count);
    spent += each * count;
    count = Math.min(Math.max(1, Math.round(ROUND_MILLISECONDS / each)), 4 * count);
  }
  return count;
}

async function timeOf(job, count) {
  const start = process.cpuUsage();
  for (let i = 0; i < count; i++) {
    const result = job();
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / count;
}
