import { createServer } from "node:http";

createServer((request, response) => {
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  const ticking = setInterval(() => {
    const time = new Date().toLocaleTimeString();
    response.write(`event: news\ndata: <li>It is ${time}</li>\n\n`);
  }, 1000);
  response.on("close", () => clearInterval(ticking));
}).listen(process.env.PORT ?? 3000);
