require "cgi/escape"
require "socket"
require "uri"

# All entries, oldest first, as pairs of ID and HTML.
ENTRIES = []

def page
  last = ENTRIES.empty? ? "" : " last:#{ENTRIES.last.first}"
  <<~HTML
    <!doctype html>
    <meta charset="utf-8">
    <title>Live</title>
    <link rel="icon" href="data:,">
    <script src="/sse.min.js" defer></script>
    <main hx-sse="connect:/events#{last}">
      <p hx-sse="swap:news">Waiting…</p>
      <ul hx-sse="swap:message" hx-swap="beforeend">#{ENTRIES.map(&:last).join}</ul>
      <form hx-post="/say" hx-swap="none">
        <input name="text" aria-label="Say something" required>
        <button>Send</button>
      </form>
    </main>
  HTML
end

def respond(socket, type, body)
  socket.write "HTTP/1.1 200 OK\r\nContent-Type: #{type}\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}"
end

def say(socket, headers)
  form = URI.decode_www_form(socket.read(headers["content-length"].to_i)).to_h
  # One line: a line break would end the data.
  text = form["text"].to_s.split.join(" ")
  ENTRIES << [Process.clock_gettime(Process::CLOCK_REALTIME, :nanosecond).to_s, "<li>#{CGI.escapeHTML(text)}</li>"]
  socket.write "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
end

def stream(socket, headers)
  socket.write "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n"
  # The events after the last one that this browser received.
  seen = (ENTRIES.index { |id, _| id == headers["last-event-id"] } || -1) + 1
  loop do
    while seen < ENTRIES.size
      id, html = ENTRIES[seen]
      seen += 1
      socket.write "id: #{id}\ndata: #{html}\n\n"
    end
    socket.write "event: news\ndata: <b>#{Time.now.strftime('%T')}</b>\n\n"
    sleep 0.5
  end
end

server = TCPServer.new("127.0.0.1", Integer(ENV.fetch("PORT", 3000)))
loop do
  Thread.new(server.accept) do |socket|
    method, path = socket.gets.to_s.split
    headers = {}
    while (line = socket.gets.to_s.strip) != ""
      name, value = line.split(": ", 2)
      headers[name.downcase] = value
    end
    case [method, path]
    when ["GET", "/events"] then stream(socket, headers)
    when ["POST", "/say"] then say(socket, headers)
    when ["GET", "/sse.min.js"] then respond(socket, "text/javascript", File.read("sse.min.js"))
    else respond(socket, "text/html; charset=utf-8", page)
    end
  rescue SystemCallError
    # The browser has disconnected.
  ensure
    socket.close
  end
end
