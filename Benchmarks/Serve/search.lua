-- Searches of several kinds, one after the other.
local queries = {
  "common+stock", "option+trust", "%22right+to+buy%22", "director+form%3A4", "code%3AP+role%3Aofficer",
  "tecogen+OR+watsco", "exercis*", "footnote%3A%28trust+NEAR%2F5+spouse%29",
}
local number = 0
request = function()
  number = number + 1
  return wrk.format("GET", "/v1/search?limit=10&passages=false&q=" .. queries[number % #queries + 1])
end
