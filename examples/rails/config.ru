# config.ru, for puma. In an application these are config/routes.rb, a migration, a model and a controller.
require "action_controller/railtie"
require "active_record"

class Application < Rails::Application
  config.eager_load = true
  config.secret_key_base = "only here"
  config.logger = Logger.new($stderr, level: Logger::WARN)
  routes.append do
    root to: "events#page"
    get "/sse.min.js", to: "events#bundle"
    get "/events", to: "events#index"
  end
end

ActiveRecord::Base.establish_connection(adapter: "sqlite3", database: "events.sqlite3", pool: 50, timeout: 5000)
ActiveRecord::Schema.define do
  create_table(:events, force: true) do |t|
    t.string :name
    t.text :data
  end
end

class Event < ActiveRecord::Base
  KEPT = 100

  # IDs are microseconds, so that they still grow after the table has been emptied.
  def self.publish(name, data)
    transaction do
      create!(id: [(Time.now.to_f * 1_000_000).to_i, (maximum(:id) || 0) + 1].max, name: name, data: data)
      oldest = order(id: :desc).offset(KEPT - 1).pick(:id)
      where("id < ?", oldest).delete_all if oldest
    end
  end

  # The client's position: its ID, and whether everything after it is still in the table.
  def self.place(id)
    number = Integer(id, exception: false) if id
    return [number, true] if number && minimum(:id)&.<=(number) && number <= maximum(:id)
    [maximum(:id) || (Time.now.to_f * 1_000_000).to_i, id.nil?]
  end
end

class EventsController < ActionController::Base
  include ActionController::Live
  class << self
    attr_accessor :going
  end

  PAGE = <<~HTML
    <!doctype html>
    <meta charset="utf-8">
    <title>News</title>
    <link rel="icon" href="data:,">
    <script src="/sse.min.js" defer></script>
    <p hx-sse="connect:/events swap:news">Waiting…</p>
  HTML

  def page
    render html: PAGE.html_safe
  ensure
    response.stream.close
  end

  def bundle
    response.headers["Content-Type"] = "text/javascript"
    response.stream.write(File.binread("sse.min.js"))
  ensure
    response.stream.close
  end

  def index
    response.headers["Content-Type"] = "text/event-stream"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    # Rack::ETag would otherwise wait for the end of the body.
    response.headers["Last-Modified"] = Time.now.httpdate
    heard, whole = Event.place(request.headers["Last-Event-ID"])
    response.stream.write(": welcome\nretry: 1000\nid: #{heard}\n\n")
    response.stream.write("event: reset\ndata: some news is missing\n\n") unless whole
    quiet = Time.now
    until self.class.going
      # The database connection is returned after every query, and no query comes from the query cache.
      missed = Event.connection_pool.with_connection do
        Event.uncached { Event.where("id > ?", heard).order(:id).limit(100).to_a }
      end
      missed.each do |event|
        data = event.data.gsub("\n", "\ndata: ")
        response.stream.write("id: #{event.id}\nevent: #{event.name}\ndata: #{data}\n\n")
        heard = event.id
        quiet = Time.now
      end
      if Time.now - quiet > 15
        response.stream.write(":\n\n")
        quiet = Time.now
      end
      sleep 0.25
    end
  rescue ActionController::Live::ClientDisconnected
    # The client has disconnected.
  ensure
    response.stream.close
  end
end

Application.initialize!
# At SIGTERM Puma takes no new requests and waits for those it has: streams end by themselves.
before = trap("TERM") do
  EventsController.going = true
  before.respond_to?(:call) ? before.call : exit
end
Thread.new do
  n = 0
  loop do
    sleep 1
    Event.publish("news", "<b>News #{n += 1}</b>")
  end
end
run Application
