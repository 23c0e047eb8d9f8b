export const factor = () => nd.array([[0.25]]);
