-- Notes up to which offset of feed.deliveries.v1 a worker's shards are applied.
--
-- KEYS[1..m]  string   states of shards
-- ARGV[1]     bytes    m epochs of 8 bytes, in the order of the states
-- ARGV[2]     bytes    the offset after the last one applied, 8 bytes, big-endian
-- ARGV[3]     bytes    the offset that was acknowledged last for these shards; zeros if none was
-- returns     m
-- errors      FENCED as in deliver.lua; LOST also if a state is behind what was acknowledged: Redis
--             went back to an older copy of itself. Nothing was written.
local sub = string.sub
local epochs, applied, before = ARGV[1], ARGV[2], ARGV[3]
local found = redis.call('MGET', unpack(KEYS))
local written = {}
for i = 1, #KEYS do
  local state = found[i]
  if not state or #state ~= 24 then
    return redis.error_reply('LOST ' .. KEYS[i])
  end
  local epoch, there = sub(state, 1, 8), sub(state, 9, 16)
  if epoch ~= sub(epochs, i * 8 - 7, i * 8) then
    return redis.error_reply('FENCED ' .. KEYS[i])
  end
  if there < before then
    return redis.error_reply('LOST ' .. KEYS[i])
  end
  if there < applied then
    written[#written + 1] = KEYS[i]
    written[#written + 1] = epoch .. applied .. sub(state, 17, 24)
  end
end
if #written > 0 then
  redis.call('MSET', unpack(written))
end
return #KEYS
