/** The 0.975 quantile of the standard normal distribution: two-sided 95 % intervals reach so far. */
export const Z_95 = 1.959964;
