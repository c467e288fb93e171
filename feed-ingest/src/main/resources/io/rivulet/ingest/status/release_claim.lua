-- Deletes a claim unless somebody else has it by now.
--
-- KEYS[1]  string   {s}:idempotency:<author>:<kind>:<key>
-- ARGV[1]  string   the id that the claim is expected to have, decimal
-- returns  1 deleted, 0 the claim is another's or gone
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
