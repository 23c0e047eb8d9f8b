// Two reactions that are predicted well, with misses of either sign, and one that is far off; no residual is near zero or near d.
const between = (lo, hi, decimals) => {
  const unit = 10 ** decimals;
  return Math.round((lo + Math.random() * (hi - lo)) * unit) / unit;
};

export function variant() {
  const exponents = [-3, -2, -4];
  const k = exponents.map((e) => Number((between(1.2, 9.5, 1) * 10 ** e).toFixed(5)));
  const side = Math.random() < 0.5 ? -1 : 1;
  const misses = [side * between(0.15, 0.4, 2), -side * between(0.2, 0.4, 2), side * between(1.8, 2.9, 1)];
  const yhat = k.map((rate, i) => Math.round((Math.log10(rate) + misses[i]) * 100) / 100);
  const T = [0, 1, 2].map((i) => 285 + 5 * Math.floor(Math.random() * 5) + 25 * i);
  return { k: [k], T: [T], yhat: [yhat] };
}
