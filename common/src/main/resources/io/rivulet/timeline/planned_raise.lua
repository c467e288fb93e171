-- Raises a mark of the plan stage, in a life of the primary that its worker knows.
--
-- KEYS[1]  string  the partition's number, 8 bytes
-- KEYS[2]  string  the replication id of the primary's life in which it was vouched for
-- ARGV[1]  bytes   the new number; empty to leave it as it is
-- ARGV[2]  flag    1 if there was a mark before, else 0
-- ARGV[3]  flag    1 to vouch: all that the partition had when this life began is written; else 0
-- ARGV[4..n]       the lives known to the worker; none if any will do
-- returns  0 the mark that was there is gone, 1 raised, 2 it is another life
local life = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
local known = #ARGV < 4
for i = 4, #ARGV do
  known = known or ARGV[i] == life
end
if not known then
  return 2
end
if ARGV[2] == '1' and redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
if ARGV[1] ~= '' then
  redis.call('SET', KEYS[1], ARGV[1])
end
if ARGV[3] == '1' then
  redis.call('SET', KEYS[2], life)
end
return 1
