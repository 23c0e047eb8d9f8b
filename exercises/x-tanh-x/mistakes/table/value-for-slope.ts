export const drelu = (given) => nd.relu(given.x);
export const dsigma = (given) => nd.sigmoid(given.x);
