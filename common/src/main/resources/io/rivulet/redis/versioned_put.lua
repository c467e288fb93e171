-- Writes a value unless the one that is there has a higher version.
--
-- KEYS[1]  string   the value's key
-- ARGV[1]  bytes    the new value
-- ARGV[2]  number   where its version starts: 8 bytes, big-endian, counted from 0
-- ARGV[3]  number   milliseconds since 1970 at which the value ends, or nothing: it stays
-- returns  1 written, 0 the present value is newer
local at = tonumber(ARGV[2])
local present = redis.call('GETRANGE', KEYS[1], at, at + 7)
if present ~= '' and present > string.sub(ARGV[1], at + 1, at + 8) then
  return 0
end
if ARGV[3] then
  redis.call('SET', KEYS[1], ARGV[1], 'PXAT', ARGV[3])
else
  redis.call('SET', KEYS[1], ARGV[1])
end
return 1
