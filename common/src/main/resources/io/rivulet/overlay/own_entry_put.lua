-- Notes what a viewer did, unless a newer change under the same field is there. All changes under a
-- field lie in one partition, so offsets alone tell which is newer.
--
-- KEYS[1]  hash     {s}:own-relations:<viewer> or {s}:own-reactions:<viewer>
-- ARGV[1]  bytes    the field: the target's id, or what tells the reaction
-- ARGV[2]  bytes    the value
-- ARGV[3]  number   where its offset starts: 8 bytes, big-endian, counted from 0
-- ARGV[4]  number   milliseconds until the hash expires
-- ARGV[5]  number   after how many new fields those that have expired are removed; eight times as many
--                   may stay
-- returns  1 written, 0 what is there is newer
--
-- A value is what was given and the milliseconds since 1970 at which it was written: the hash lives as
-- long as its newest entry, so entries have to expire by themselves.
local at = tonumber(ARGV[3])
local present = redis.call('HGET', KEYS[1], ARGV[1])
if present and string.sub(present, at + 1, at + 8) > string.sub(ARGV[2], at + 1, at + 8) then
  return 0
end
local function packed(millis)
  return struct.pack('>I4I4', math.floor(millis / 4294967296), millis % 4294967296)
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. packed(now))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
-- Looked at once in that many new targets, so that an account which acts without end costs no more.
local sweep = tonumber(ARGV[5])
local targets = redis.call('HLEN', KEYS[1])
if not present and targets > sweep and targets % sweep == 1 then
  local expired = packed(now - tonumber(ARGV[4]))
  local all, left = redis.call('HGETALL', KEYS[1]), {}
  for i = 1, #all, 2 do
    local written = string.sub(all[i + 1], -8)
    if written < expired then
      redis.call('HDEL', KEYS[1], all[i])
    else
      left[#left + 1] = written .. all[i]
    end
  end
  -- Beyond that the oldest go: the fan-out has them long since.
  local surplus = #left - sweep * 8
  if surplus > 0 then
    table.sort(left)
    for i = 1, surplus do
      redis.call('HDEL', KEYS[1], string.sub(left[i], 9))
    end
  end
end
return 1
