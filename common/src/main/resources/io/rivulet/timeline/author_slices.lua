-- Reads of author timelines what comes first in a window of ids. It writes nothing.
--
-- KEYS[1..]  string   author timelines: header of 16 bytes, then ids; they may lie in several shards
--                     where Redis is a single node
-- ARGV[1]    bytes    ids are above this one: 8 bytes, big-endian
-- ARGV[2]    bytes    ids are below this one
-- ARGV[3]    number   ids wanted of each timeline
-- ARGV[4]    number   the newest ids of a timeline that are looked at: recent(a)
-- ARGV[5]    number   1 if the oldest of the window come first, 0 if the newest do
-- returns    for each timeline bytes: none if it is absent, '?' if it is no author timeline; else
--            '.' if the window has no more ids or '+' if it may have some, then the ids, ascending
local HEADER = 16
local OLDEST, NEWEST = string.rep('\0', 8), '\127' .. string.rep('\255', 7)
local above, below = ARGV[1], ARGV[2]
local wanted, kept, oldest_first = tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5] == '1'

-- Each call of Redis costs more than the rest together, and so does copying a whole timeline: one
-- call for the newest ids mostly does.
local guess = kept
if not oldest_first then
  guess = math.min(kept, below == NEWEST and wanted or wanted + 96)
end

-- The first index at which no id is below `id`.
local function place(ids, id)
  local low, high = 0, #ids / 8
  while low < high do
    local middle = math.floor((low + high) / 2)
    if string.sub(ids, middle * 8 + 1, middle * 8 + 8) < id then
      low = middle + 1
    else
      high = middle
    end
  end
  return low
end

-- A value as long as asked has at least one id more than `count`.
local function slice(key, count)
  local asked = HEADER + (count + 1) * 8
  local value = redis.pcall('GETRANGE', key, -asked, -1)
  if value == '' then
    return ''
  end
  local whole = #value < asked
  if type(value) == 'table' or (whole
    and (#value < HEADER or #value % 8 ~= 0 or string.sub(value, 1, 1) ~= '\1')) then
    return '?'
  end
  local ids = string.sub(value, whole and HEADER + 1 or -count * 8)
  local first, last = 0, #ids / 8
  if below ~= NEWEST then
    last = place(ids, below)
  end
  if above ~= OLDEST then
    first = math.min(place(ids, above), last)
    if string.sub(ids, first * 8 + 1, first * 8 + 8) == above then
      first = first + 1
    end
  end
  local older = not whole and count < kept and first == 0
  if older and last < wanted then
    return slice(key, kept)
  end
  local mark = (older or last - first > wanted) and '+' or '.'
  if last - first > wanted then
    if oldest_first then
      last = first + wanted
    else
      first = last - wanted
    end
  end
  return mark .. string.sub(ids, first * 8 + 1, last * 8)
end

local slices = {}
for i = 1, #KEYS do
  slices[i] = slice(KEYS[i], guess)
end
return slices
