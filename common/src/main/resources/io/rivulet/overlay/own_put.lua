-- Adds a body to what an author published lately, unless the one that is there has a higher version.
-- The oldest id goes when there are too many; all expire together, some time after the last one.
--
-- KEYS[1]  hash     {s}:own:<author>: id (8 bytes, big-endian) to body
-- ARGV[1]  bytes    the id, 8 bytes, big-endian
-- ARGV[2]  bytes    the new body
-- ARGV[3]  number   where its version starts: 8 bytes, big-endian, counted from 0
-- ARGV[4]  number   milliseconds until the hash expires
-- ARGV[5]  number   how many bodies to keep
-- returns  1 written, 0 the present body is newer
local at = tonumber(ARGV[3])
local present = redis.call('HGET', KEYS[1], ARGV[1])
if present and string.sub(present, at + 1, at + 8) > string.sub(ARGV[2], at + 1, at + 8) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
if redis.call('HLEN', KEYS[1]) > tonumber(ARGV[5]) then
  local ids = redis.call('HKEYS', KEYS[1])
  local oldest = ids[1]
  for i = 2, #ids do
    if ids[i] < oldest then
      oldest = ids[i]
    end
  end
  redis.call('HDEL', KEYS[1], oldest)
end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
