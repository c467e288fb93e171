-- Writes the relations of viewers and drops home timelines, which the next reads rebuild.
--
-- KEYS[1..m]     string   the states of the shards concerned
-- KEYS[m+1..]    string   pairs: relations of a viewer, home timeline of that viewer
-- ARGV[1]        bytes    m epochs of 8 bytes, in the order of the states
-- ARGV[2]        bytes    for each pair '1' if the home timeline is dropped, else '0'
-- ARGV[3..]      bytes    for each pair the relations, with their version in bytes 8 to 15
-- returns        viewers written; those whose relations in Redis are newer are left out
-- errors         LOST, FENCED as in deliver.lua. Nothing was written.
local states = #ARGV[1] / 8
for i = 1, states do
  local state = redis.call('GETRANGE', KEYS[i], 0, 7)
  if state ~= string.sub(ARGV[1], i * 8 - 7, i * 8) then
    return redis.error_reply((state == '' and 'LOST ' or 'FENCED ') .. KEYS[i])
  end
end

local written = 0
for pair = 1, (#KEYS - states) / 2 do
  local relations, home = KEYS[states + pair * 2 - 1], KEYS[states + pair * 2]
  local value = ARGV[pair + 2]
  local present = redis.pcall('GETRANGE', relations, 8, 15)
  if type(present) == 'table' or present == '' or present <= string.sub(value, 9, 16) then
    redis.call('SET', relations, value)
    if string.sub(ARGV[2], pair, pair) == '1' then
      redis.call('DEL', home)
    end
    written = written + 1
  end
end
return written
