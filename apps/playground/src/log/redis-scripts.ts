/**
 * What happens in Redis in one step. Each channel is a stream; its first entry, number 0, marks where it begins, so that
 * there is always an id to go on from, and a stream that was wiped is told from one that nobody wrote to. Every entry
 * holds the id of the one before it: who has that one has missed nothing.
 */

/** Opens the channel if there is room, and gives its newest entry: `[id, fields]`; nothing while all are taken. */
const OPEN = `
local function milliseconds()
  local time = redis.call("TIME")
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function open(stream, registry, channel, limit, idle)
  local now = milliseconds()
  if not redis.call("ZSCORE", registry, channel) and redis.call("ZCARD", registry) >= limit then
    local quiet = redis.call("ZRANGEBYSCORE", registry, "-inf", now - idle, "LIMIT", 0, 1)[1]
    if not quiet then return nil end
    redis.call("ZREM", registry, quiet)
    redis.call("DEL", string.sub(stream, 1, -1 - #channel) .. quiet)
  end
  redis.call("ZADD", registry, now, channel)
  local newest = redis.call("XREVRANGE", stream, "+", "-", "COUNT", 1)[1]
  if newest then return newest end
  redis.call("XADD", stream, "*", "number", 0, "before", "")
  return redis.call("XREVRANGE", stream, "+", "-", "COUNT", 1)[1]
end
`;

/** KEYS: stream, registry. ARGV: channel, limit, idle (ms). */
export const openScript = `${OPEN}
return open(KEYS[1], KEYS[2], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]))`;

/**
 * Gives the entry that was added, or the one that was added with this key before.
 * KEYS: stream, registry, key. ARGV: channel, limit, idle (ms), kept, event, data, ms that a key is remembered.
 */
export const publishScript = `${OPEN}
local newest = open(KEYS[1], KEYS[2], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]))
if not newest then return nil end
local known = redis.call("GET", KEYS[3])
if known then
  local id, number = string.match(known, "(.*) (.*)")
  return { id, number }
end
local fields = newest[2]
local number = 0
for place = 1, #fields, 2 do
  if fields[place] == "number" then number = tonumber(fields[place + 1]) + 1 end
end
local id = redis.call("XADD", KEYS[1], "MAXLEN", ARGV[4], "*",
  "number", number, "before", newest[1], "event", ARGV[5], "data", ARGV[6])
redis.call("SET", KEYS[3], id .. " " .. number, "PX", ARGV[7])
return { id, tostring(number) }`;

/** Says that these channels are in use. KEYS: registry. ARGV: channels. */
export const useScript = `
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, channel in ipairs(ARGV) do redis.call("ZADD", KEYS[1], now, channel) end`;
