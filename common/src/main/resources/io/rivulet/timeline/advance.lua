-- Notes up to which offset of feed.deliveries.v1 a worker's shards are applied.
--
-- KEYS[1..m]  string   states of shards
-- ARGV[1]     bytes    m epochs of 8 bytes, in the order of the states
-- ARGV[2]     bytes    the offset after the last one applied, 8 bytes, big-endian
-- ARGV[3]     bytes    the offset that was acknowledged last for these shards; zeros if none was
-- returns     m
-- errors      FENCED as in deliver.lua; LOST also if a state is behind what was acknowledged: Redis
--             went back to an older copy of itself. Nothing was written.
for i = 1, #KEYS do
  local state = redis.call('GETRANGE', KEYS[i], 0, 7)
  if state ~= string.sub(ARGV[1], i * 8 - 7, i * 8) then
    return redis.error_reply((state == '' and 'LOST ' or 'FENCED ') .. KEYS[i])
  end
  if redis.call('GETRANGE', KEYS[i], 8, 15) < ARGV[3] then
    return redis.error_reply('LOST ' .. KEYS[i])
  end
end
for i = 1, #KEYS do
  if redis.call('GETRANGE', KEYS[i], 8, 15) < ARGV[2] then
    redis.call('SETRANGE', KEYS[i], 8, ARGV[2])
  end
end
return #KEYS
