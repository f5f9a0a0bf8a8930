import { createServer } from 'node:http';

// A program of its own: the least that a Node program can be that says yes to a POST.
createServer((request, response) => {
  request.resume().on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end('[]');
  });
}).listen(Number(process.argv[2] ?? process.env['PORT']), '127.0.0.1');

process.on('SIGTERM', () => process.exit(0));
