export const drelu = (given) => nd.relu(given.x);
export const dsigma = (given) => nd.sigmoid(given.x);
export const most = (given, field) => nd.mul(field.steepest, nd.tanh(field.steepest));
