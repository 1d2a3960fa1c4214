import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { requireFreePorts } from './ports.js';

test('an occupied port is named with the variable that moves it', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(requireFreePorts([['products', port]])).rejects.toThrow(new RegExp(`Port ${port} \\(products\\).*PRODUCTS_PORT=`));
  await new Promise((resolve) => server.close(resolve));
  await expect(requireFreePorts([['products', port]])).resolves.toBeUndefined();
});
