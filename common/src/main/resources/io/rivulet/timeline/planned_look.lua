-- Reads marks of the plan stage, and whether each was vouched for in this life of the primary.
--
-- KEYS[2i-1]  string  a partition's number, 8 bytes
-- KEYS[2i]    string  the replication id of the primary's life in which it was vouched for
-- returns     for each partition two: its number, empty if there is none; 1 if this life is that
--             one, else 0
-- A primary takes a new replication id when it starts or takes over, so what came to it from a file
-- or by replication, without its last writes perhaps, is not of this life.
local life = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
local found = redis.call('MGET', unpack(KEYS))
local answer = {}
for i = 1, #KEYS, 2 do
  answer[i] = found[i] or ''
  answer[i + 1] = found[i + 1] == life and 1 or 0
end
return answer
