/** Jest's global teardown of integration tests: lets the servers go and waits until they are gone. */
export default async function teardown() {
  const { holder, exited } = globalThis.__jinqiaoTestServers;
  holder.stdin.end();
  await exited;
}
