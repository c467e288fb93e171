-- Adds entries to home timelines that exist; the timelines of one call may lie in several shards
-- where Redis is a single node, in one shard where it is a cluster. Comes after room.lua.
--
-- KEYS[1..m]    string   the states of the shards concerned
-- KEYS[m+1..]   string   home timelines; one that gets many ids may stand there several times
-- ARGV[1]       bytes    m epochs of 8 bytes, in the order of the states
-- ARGV[2]       number   entries kept when a timeline is trimmed
-- ARGV[3]       number   entries above that before it is trimmed
-- ARGV[4]       bytes    for each timeline how many ids it gets, one byte; empty if each gets one
-- ARGV[5]       bytes    all ids, 8 bytes each, big-endian, in the order of the timelines; those of
--                        one timeline ascending
-- returns       {timelines that were there; timelines deleted because they were corrupt; ids of the
--               timelines that were there, whether they were new to them or not}
-- errors        LOST: a state is missing; FENCED: another worker owns a shard. Nothing was written.
local HEADER = 32
local WINDOW = 512 -- bytes at the end of a timeline that are searched first for a late id's place
local keys, epochs, counts, ids = KEYS, ARGV[1], ARGV[4], ARGV[5]
local pcall, byte = redis.pcall, string.byte

local states = #epochs / 8
local found = call('MGET', unpack(keys, 1, states))
for i = 1, states do
  local state = found[i]
  if not state or #state ~= 24 then
    return redis.error_reply('LOST ' .. keys[i])
  end
  if sub(state, 1, 8) ~= sub(epochs, i * 8 - 7, i * 8) then
    return redis.error_reply('FENCED ' .. keys[i])
  end
end

local kept = tonumber(ARGV[2]) * 8
local trim_at = HEADER + kept + tonumber(ARGV[3]) * 8
local full = room(trim_at + 64)
local growing = full * 3 / 4

-- The dropped entry that is newest becomes the floor: above it nothing is missing. It and what is
-- kept are copied part by part together with the 24 bytes in front of them, in whose place the
-- header goes then. Lua hashes each string it makes, byte by byte, so nothing is made twice.
local function trim(key, length)
  local from = length - kept - HEADER
  local first, half = parts(full)
  local header = call('GETRANGE', key, 0, 23)
  if kept + HEADER <= half or full < 256 then
    call('SET', key, header .. call('GETRANGE', key, from + 24, -1), 'KEEPTTL')
    return
  end
  local second = call('GETRANGE', key, from + first, from + half - 1)
  local third = call('GETRANGE', key, from + half, -1)
  call('SET', key, call('GETRANGE', key, from, from + first - 1), 'KEEPTTL')
  call('APPEND', key, second)
  call('APPEND', key, third)
  call('SETRANGE', key, 0, header)
end

-- Merges late ids: the place of each is found by halves, and only what follows the first is written.
-- Most are late by little, so only the end of the timeline is read if that will do.
local function insert(key, new, length)
  local start = math.max(HEADER - 8, length - WINDOW)
  local tail = call('GETRANGE', key, start, -1)
  if start > HEADER - 8 and sub(new, 1, 8) < sub(tail, 1, 8) then
    start = HEADER - 8
    tail = call('GETRANGE', key, start, -1)
  end
  -- What the tail begins with is the floor, or an entry that is not above the first id.
  local bottom = sub(tail, 1, 8)
  local pieces, first, from, entries = {}, nil, 0, #tail / 8 - 1
  for at = 1, #new, 8 do
    local id = sub(new, at, at + 7)
    if id > bottom then
      local low, high = from, entries
      while low < high do
        local middle = math.floor((low + high) / 2)
        if sub(tail, middle * 8 + 9, middle * 8 + 16) < id then
          low = middle + 1
        else
          high = middle
        end
      end
      if low == entries or sub(tail, low * 8 + 9, low * 8 + 16) ~= id then
        if first == nil then
          first = low
        else
          pieces[#pieces + 1] = sub(tail, from * 8 + 9, low * 8 + 8)
        end
        pieces[#pieces + 1] = id
        from = low
      end
    end
  end
  if first == nil then
    return length
  end
  pieces[#pieces + 1] = sub(tail, from * 8 + 9)
  return call('SETRANGE', key, start + 8 + first * 8, table.concat(pieces))
end

-- Numbers of the common case go to Redis as strings: it would print each with 17 digits.
local added, corrupt, entries = 0, 0, 0
local from, to = 1, 8
for i = states + 1, #keys do
  local key = keys[i]
  if counts ~= '' then
    to = from - 1 + byte(counts, i - states) * 8
  end
  local new = sub(ids, from, to)
  local last = pcall('GETRANGE', key, '-8', '-1')
  -- An empty timeline ends with its floor, which is below every id that may be added.
  if last ~= '' then
    local length, before = 0, 0
    if type(last) == 'string' then
      if last < (#new == 8 and new or sub(new, 1, 8)) then
        length = call('APPEND', key, new)
        before = length - #new
      else
        before = call('STRLEN', key)
        if before >= HEADER and before % 8 == 0 then
          length = insert(key, new, before)
        end
      end
    end
    if length < HEADER or length % 8 ~= 0 then
      call('DEL', key)
      corrupt = corrupt + 1
    else
      added = added + 1
      entries = entries + (to - from + 1) / 8
      if length >= trim_at then
        trim(key, length)
      elseif before <= growing and room(before) < length then
        put(key, call('GET', key), room_of(length, full), 'KEEPTTL')
      end
    end
  end
  from = to + 1
  to = from + 7
end
return {added, corrupt, entries}
