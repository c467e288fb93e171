-- Makes the caller the owner of shards: takes the next epoch of each.
--
-- KEYS[1..m]  string   the shards' states: epoch, applied offset, generation, 8 bytes each
-- ARGV[1]     bytes    the offset (8 bytes) that Redis had acknowledged as applied as far as the
--                      caller knows; empty if it knows of none
-- returns     for each shard two: the new state; 1 if Redis has lost writes of this shard, else 0
-- A state that is missing or behind what was acknowledged means that Redis lost data. Then the
-- generation is raised, which drops every home timeline of the shard.
-- Epochs and generations follow the clock of Redis where they would start anew, so that neither
-- repeats after a loss.
local function packed(number)
  return struct.pack('>I4I4', math.floor(number / 4294967296), number % 4294967296)
end
local function unpacked(bytes)
  local high, low = struct.unpack('>I4I4', bytes)
  return high * 4294967296 + low
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local found = redis.call('MGET', unpack(KEYS))
local answer, written = {}, {}
for i = 1, #KEYS do
  local state = found[i]
  local epoch, applied, generation, lost = now, string.rep('\0', 8), now, 0
  if state and #state == 24 then
    epoch = math.max(now, unpacked(string.sub(state, 1, 8)) + 1)
    applied = string.sub(state, 9, 16)
    generation = unpacked(string.sub(state, 17, 24))
    if ARGV[1] ~= '' and applied < ARGV[1] then
      lost = 1
      generation = math.max(now, generation + 1)
    end
  else
    lost = 1
  end
  -- Nothing counts as applied until the caller has written again what was lost: should it fail in
  -- between, the next owner finds the loss once more.
  if lost == 1 then
    applied = string.rep('\0', 8)
  end
  local taken = packed(epoch) .. applied .. packed(generation)
  written[i * 2 - 1] = KEYS[i]
  written[i * 2] = taken
  answer[i * 2 - 1] = taken
  answer[i * 2] = lost
end
redis.call('MSET', unpack(written))
return answer
