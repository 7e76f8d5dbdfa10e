"""Node's servers, too, are reached only from this machine, and by its address."""

import json
import shutil
import subprocess

from dev.parts import LISTEN_HERE

PROGRAM = """
const net = require('node:net');
const anywhere = [{ port: 0 }, { port: 0, host: 'localhost' }, { port: 0, host: '0.0.0.0' }];
const ways = [[0], [0, 'localhost'], [0, '::'], ...anywhere.map((one) => [one])];
const found = [];
for (const way of ways) {
  const server = net.createServer().listen(...way, () => {
    found.push(server.address().address);
    server.close();
    if (found.length === ways.length) console.log(JSON.stringify(found));
  });
}
"""


def test_whatever_a_node_server_asks_for_it_listens_on_this_machine_alone() -> None:
    node = shutil.which("node")
    assert node, "node is there wherever the web app is built"
    command = [node, "--require", str(LISTEN_HERE), "-e", PROGRAM]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert json.loads(done.stdout) == ["127.0.0.1"] * 6, done.stderr
