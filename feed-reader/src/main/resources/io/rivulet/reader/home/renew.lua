-- Renews the time to live of a home timeline that is complete. One that is being rebuilt keeps the
-- short time after which an unfinished rebuild is given up.
--
-- KEYS[1]  string   the home timeline
-- ARGV[1]  number   milliseconds to live
-- returns  1 renewed, 0 there is no complete timeline
if redis.call('GETRANGE', KEYS[1], 1, 1) ~= 'c' then
  return 0
end
return redis.call('PEXPIRE', KEYS[1], ARGV[1])
