export const length = ({ dW1, dW2 }) => nd.square(dW1).sum().add(nd.square(dW2).sum()).sqrt();
