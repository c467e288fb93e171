-- Adds entries to home timelines that exist; the timelines of one call may lie in several shards
-- where Redis is a single node, in one shard where it is a cluster.
--
-- KEYS[1..m]    string   the states of the shards concerned
-- KEYS[m+1..]   string   home timelines
-- ARGV[1]       bytes    m epochs of 8 bytes, in the order of the states
-- ARGV[2]       number   entries kept when a timeline is trimmed
-- ARGV[3]       number   entries above that before it is trimmed
-- ARGV[4..]     bytes    for each timeline the ids to add: 8 bytes each, big-endian, ascending
-- returns       {timelines added to, timelines deleted because they were corrupt}
-- errors        LOST: a state is missing; FENCED: another worker owns a shard. Nothing was written.
local HEADER = 32

local states = #ARGV[1] / 8
for i = 1, states do
  local state = redis.call('GETRANGE', KEYS[i], 0, 7)
  if state ~= string.sub(ARGV[1], i * 8 - 7, i * 8) then
    return redis.error_reply((state == '' and 'LOST ' or 'FENCED ') .. KEYS[i])
  end
end

local kept = tonumber(ARGV[2]) * 8
local trim_at = HEADER + kept + tonumber(ARGV[3]) * 8

-- The dropped entry that is newest becomes the floor: above it nothing is missing.
local function trim(key)
  local value = redis.call('GET', key)
  local from = #value - kept
  redis.call('SET', key,
    string.sub(value, 1, 24) .. string.sub(value, from - 7, from) .. string.sub(value, from + 1),
    'KEEPTTL')
end

-- Merges late ids: the place of each is found by halves, and only what follows the first is written.
local function insert(key, ids)
  local value = redis.call('GET', key)
  local floor = string.sub(value, 25, 32)
  local entries = (#value - HEADER) / 8
  local pieces, first, from = {}, nil, 0
  for at = 1, #ids, 8 do
    local id = string.sub(ids, at, at + 7)
    if id > floor then
      local low, high = from, entries
      while low < high do
        local middle = math.floor((low + high) / 2)
        local offset = HEADER + middle * 8
        if string.sub(value, offset + 1, offset + 8) < id then
          low = middle + 1
        else
          high = middle
        end
      end
      local offset = HEADER + low * 8
      if low == entries or string.sub(value, offset + 1, offset + 8) ~= id then
        if first == nil then
          first = offset
        else
          pieces[#pieces + 1] = string.sub(value, HEADER + from * 8 + 1, offset)
        end
        pieces[#pieces + 1] = id
        from = low
      end
    end
  end
  if first == nil then
    return #value
  end
  pieces[#pieces + 1] = string.sub(value, HEADER + from * 8 + 1)
  return redis.call('SETRANGE', key, first, table.concat(pieces))
end

local added, corrupt = 0, 0
for i = states + 1, #KEYS do
  local key, ids = KEYS[i], ARGV[i - states + 3]
  local last = redis.pcall('GETRANGE', key, -8, -1)
  -- An empty timeline ends with its floor, which is below every id that may be added.
  if type(last) == 'table' then
    redis.call('DEL', key)
    corrupt = corrupt + 1
  elseif last ~= '' then
    local length
    if last < string.sub(ids, 1, 8) then
      length = redis.call('APPEND', key, ids)
    else
      length = redis.call('STRLEN', key)
      if length >= HEADER and length % 8 == 0 then
        length = insert(key, ids)
      end
    end
    if length < HEADER or length % 8 ~= 0 then
      redis.call('DEL', key)
      corrupt = corrupt + 1
    else
      added = added + 1
      if length >= trim_at then
        trim(key)
      end
    end
  end
end
return {added, corrupt}
