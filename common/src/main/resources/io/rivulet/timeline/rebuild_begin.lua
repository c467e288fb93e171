-- Begins the rebuild of a home timeline, unless there is one already or somebody is at it.
--
-- KEYS[1]  string   the state of the viewer's shard
-- KEYS[2]  string   the home timeline
-- ARGV[1]  bytes    a nonce of 8 bytes that names this rebuild
-- ARGV[2]  number   milliseconds after which an unfinished rebuild is given up
-- returns  2 begun: from now on deliveries are added; 1 another rebuild is under way; 0 it is there
-- errors   LOST: the state is missing, Redis has lost data and is about to be filled again
local HEADER = 32
local state = redis.call('GET', KEYS[1])
if not state or #state ~= 24 then
  return redis.error_reply('LOST ' .. KEYS[1])
end
local generation = string.sub(state, 17, 24)
local header = redis.pcall('GETRANGE', KEYS[2], 0, HEADER - 1)
if type(header) ~= 'table' and #header == HEADER and string.sub(header, 1, 1) == '\1'
  and string.sub(header, 9, 16) == generation then
  return string.sub(header, 2, 2) == 'c' and 0 or 1
end
redis.call('DEL', KEYS[2])
redis.call('SET', KEYS[2],
  '\1b' .. string.rep('\0', 6) .. generation .. ARGV[1] .. string.rep('\0', 8),
  'PX', ARGV[2])
return 2
