-- Part of the scripts that write timelines, in front of them: values that are given room to grow.
--
-- Redis gives a string that has to grow twice of what it then needs, so a timeline that is trimmed
-- and grows again would take 16 bytes an entry. But a string of half the room that is wanted, once it
-- has to grow by its last bytes, gets just that room. So a value is written in three parts, and until
-- the next trim nothing has to grow. See sdsMakeRoomFor and sdsnewlen in sds.c of Redis 7.0.
local call = redis.call
local sub = string.sub

-- Bytes that a string of this length has room for: a size class of jemalloc, of which there are four
-- a doubling, without the header of the string and the zero that ends it. Other allocators make more
-- of it or the same.
local function room(length)
  local overhead = length < 256 and 4 or 6
  local mantissa, exponent = math.frexp(length + overhead)
  return math.ceil(mantissa * 8) * 2 ^ (exponent - 3) - overhead
end

-- Room for a timeline of this length: the next class, but all it will ever need where that is not
-- much more.
local function room_of(length, full)
  local wanted = room(length)
  return wanted * 4 > full * 3 and full or wanted
end

-- The ends of the first two of three parts.
local function parts(capacity)
  local half = math.floor(capacity / 2)
  return math.floor(half * 3 / 4), half
end

-- SETs a value that has room for `capacity` bytes; what follows are options of SET.
local function put(key, value, capacity, ...)
  local first, half = parts(capacity)
  if #value <= half or capacity < 256 then
    call('SET', key, value, ...)
    return
  end
  call('SET', key, sub(value, 1, first), ...)
  call('APPEND', key, sub(value, first + 1, half))
  call('APPEND', key, sub(value, half + 1))
end
