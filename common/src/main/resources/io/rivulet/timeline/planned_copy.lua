-- Gives partitions that were added the marks of those they come of, as they are.
--
-- KEYS[4i-3]  string  a partition's number, 8 bytes
-- KEYS[4i-2]  string  the replication id of the primary's life in which it was vouched for
-- KEYS[4i-1]  string  the number of one that comes of it
-- KEYS[4i]    string  the life of that one
-- returns     how many have a number now
-- In one call, lest what the primary loses in between is vouched for by what was read before.
local marked = 0
for i = 1, #KEYS, 4 do
  local number = redis.call('GET', KEYS[i])
  local life = number and redis.call('GET', KEYS[i + 1])
  if number then
    redis.call('SET', KEYS[i + 2], number)
    marked = marked + 1
  else
    redis.call('DEL', KEYS[i + 2])
  end
  if life then
    redis.call('SET', KEYS[i + 3], life)
  else
    redis.call('DEL', KEYS[i + 3])
  end
end
return marked
