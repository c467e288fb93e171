-- Ends a rebuild: merges what was read into what was delivered meanwhile and marks it complete.
-- Comes after room.lua.
--
-- KEYS[1]  string   the state of the viewer's shard
-- KEYS[2]  string   the home timeline
-- ARGV[1]  bytes    the nonce of this rebuild
-- ARGV[2]  bytes    the floor of what was read: 8 bytes; zero if nothing was left out
-- ARGV[3]  bytes    the ids that were read, all above the floor: 8 bytes each, ascending
-- ARGV[4]  number   entries kept
-- ARGV[5]  number   entries above that before a timeline is trimmed
-- ARGV[6]  number   milliseconds to live
-- returns  1 complete; 0 the timeline was dropped, has expired or is another rebuild's: start again
local HEADER = 32
local state = call('GET', KEYS[1])
local value = redis.pcall('GET', KEYS[2])
if not state or type(value) ~= 'string' or #value < HEADER or #value % 8 ~= 0
  or sub(value, 2, 2) ~= 'b'
  or sub(value, 9, 16) ~= sub(state, 17, 24)
  or sub(value, 17, 24) ~= ARGV[1] then
  return 0
end

local floor = sub(value, 25, 32)
if floor < ARGV[2] then
  floor = ARGV[2]
end

-- Two sorted runs; what was delivered meanwhile is short, so runs of the other are copied whole.
local read = ARGV[3]
local merged, from, entries = {}, 0, #read / 8
for at = HEADER + 1, #value, 8 do
  local id = sub(value, at, at + 7)
  local low, high = from, entries
  while low < high do
    local middle = math.floor((low + high) / 2)
    if sub(read, middle * 8 + 1, middle * 8 + 8) < id then
      low = middle + 1
    else
      high = middle
    end
  end
  merged[#merged + 1] = sub(read, from * 8 + 1, low * 8)
  if low == entries or sub(read, low * 8 + 1, low * 8 + 8) ~= id then
    merged[#merged + 1] = id
  end
  from = low
end
merged[#merged + 1] = sub(read, from * 8 + 1)
local ids = table.concat(merged)

-- What is not above the floor may have gaps, so it goes; then the newest are kept.
local low, high = 0, #ids / 8
while low < high do
  local middle = math.floor((low + high) / 2)
  if sub(ids, middle * 8 + 1, middle * 8 + 8) <= floor then
    low = middle + 1
  else
    high = middle
  end
end
local surplus = math.max(low, #ids / 8 - tonumber(ARGV[4]))
if surplus > low then
  floor = sub(ids, surplus * 8 - 7, surplus * 8)
end
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local complete = '\1c' .. struct.pack('>I2I4', math.floor(now / 4294967296), now % 4294967296)
  .. sub(value, 9, 24) .. floor .. sub(ids, surplus * 8 + 1)
local full = room(HEADER + (tonumber(ARGV[4]) + tonumber(ARGV[5])) * 8 + 64)
put(KEYS[2], complete, room_of(#complete, full), 'PX', ARGV[6])
return 1
