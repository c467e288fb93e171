-- Adds entries to an author timeline. Adds commute and repeat harmlessly, so no fence is needed.
-- Comes after room.lua.
--
-- KEYS[1]  string   the author timeline: header of 16 bytes (format, zeros, floor), then ids
-- ARGV[1]  bytes    ids: 8 bytes each, big-endian, ascending; may be empty
-- ARGV[2]  bytes    empty: only add to a timeline that exists. Else the floor, 8 bytes, above which
--                   the ids are all there are: create or complete the timeline
-- ARGV[3]  number   entries kept when it is trimmed
-- ARGV[4]  number   entries above that before it is trimmed
-- returns  1 done; 0 there is no such timeline, and none was to be made
local HEADER = 16
local ids, floor = ARGV[1], ARGV[2]
local trim_at = HEADER + (tonumber(ARGV[3]) + tonumber(ARGV[4])) * 8
local full = room(trim_at + 64)
local growing = full * 3 / 4

local function write(value)
  put(KEYS[1], value, room_of(#value, full))
end

-- The common case: newer than everything there is. An empty timeline ends with its floor.
if floor == '' then
  local last = redis.pcall('GETRANGE', KEYS[1], '-8', '-1')
  if type(last) == 'string' and last ~= '' and last < sub(ids, 1, 8) then
    local length = call('STRLEN', KEYS[1])
    if length >= HEADER and length % 8 == 0 and length + #ids < trim_at then
      call('APPEND', KEYS[1], ids)
      if length <= growing and room(length) < length + #ids then
        write(call('GET', KEYS[1]))
      end
      return 1
    end
  end
end

local present = redis.pcall('GET', KEYS[1])
if type(present) ~= 'string' or #present < HEADER or #present % 8 ~= 0
  or sub(present, 1, 1) ~= '\1' then
  if floor == '' then
    return 0
  end
  call('DEL', KEYS[1])
  write('\1' .. string.rep('\0', 7) .. floor .. ids)
  return 1
end

local there = sub(present, 9, 16)
if floor == '' or floor < there then
  floor = there
end
local merged, i, j = {}, HEADER + 1, 1
while i <= #present or j <= #ids do
  local a, b = sub(present, i, i + 7), sub(ids, j, j + 7)
  local id
  if b == '' or (a ~= '' and a <= b) then
    id = a
    i = i + 8
    if a == b then
      j = j + 8
    end
  else
    id = b
    j = j + 8
  end
  if id > floor then
    merged[#merged + 1] = id
  end
end
local kept = tonumber(ARGV[3])
local first = 1
if HEADER + #merged * 8 >= trim_at then
  first = #merged - kept + 1
  floor = merged[first - 1]
end
write('\1' .. string.rep('\0', 7) .. floor .. table.concat(merged, '', first))
return 1
