-- Writes values of shards that one worker owns.
--
-- KEYS[1..m]   string   the states of the shards concerned
-- KEYS[m+1..]  string   the values' keys
-- ARGV[1]      bytes    m epochs of 8 bytes, in the order of the states
-- ARGV[2..]    bytes    for each key its value; an empty one removes the key
-- returns      values written
-- errors       LOST, FENCED as in deliver.lua. Nothing was written.
local states = #ARGV[1] / 8
for i = 1, states do
  local state = redis.call('GETRANGE', KEYS[i], 0, 7)
  if state ~= string.sub(ARGV[1], i * 8 - 7, i * 8) then
    return redis.error_reply((state == '' and 'LOST ' or 'FENCED ') .. KEYS[i])
  end
end
for i = states + 1, #KEYS do
  local value = ARGV[i - states + 1]
  if value == '' then
    redis.call('DEL', KEYS[i])
  else
    redis.call('SET', KEYS[i], value)
  end
end
return #KEYS - states
