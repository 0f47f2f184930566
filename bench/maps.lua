-- SPDX-License-Identifier: EUPL-1.2
-- Requests of bench/maps for wrk. What is asked comes by environment variables: KIND, SEED, BASE (path and query up to
-- the last '&'), LAYERS (by commas, each with its time if it has one: name&TIME=2024), WIDTH, HEIGHT, WMTS.
local env = os.getenv
local kind, base = env("KIND"), env("BASE")
local width, height = tonumber(env("WIDTH")), tonumber(env("HEIGHT"))
local EXTENTS = 128
-- The middle of the demo municipality, EPSG:25832.
local MIDDLE_X, MIDDLE_Y = 717700, 6183300
-- View1: metres a pixel of level 0, and its upper left corner.
local LEVEL_0, LEFT, TOP = 1638.4, 120000, 6500000

local function split(text)
    local parts = {}
    for part in (text or ""):gmatch("[^,]+") do parts[#parts + 1] = part end
    return parts
end

local layers = split(env("LAYERS"))
math.randomseed(tonumber(env("SEED")))

-- An extent of 1 to 8 km width, its middle within 2.5 km of the municipality's.
local function extent()
    local w = 1000 * 8 ^ math.random()
    local h = w * height / width
    local x, y = MIDDLE_X + 5000 * (math.random() - 0.5), MIDDLE_Y + 5000 * (math.random() - 0.5)
    return string.format("%.2f,%.2f,%.2f,%.2f", x - w / 2, y - h / 2, x + w / 2, y + h / 2)
end

local function map(layer, box)
    return base .. "&LAYERS=" .. layer .. "&WIDTH=" .. width .. "&HEIGHT=" .. height .. "&BBOX=" .. box
end

local known = {}
for i = 1, EXTENTS do known[i] = extent() end

local count = 0
local kinds = {}

-- Extents that nobody has asked for.
function kinds.new()
    return map(layers[1], extent())
end

-- The same extents; with each round of them the next layer or year.
function kinds.again()
    return map(layers[math.floor(count / EXTENTS) % #layers + 1], known[count % EXTENTS + 1])
end

-- The same pictures.
function kinds.finished()
    return map(layers[1], known[count % EXTENTS + 1])
end

-- Tiles of View1, levels 7 to 10, over the municipality.
function kinds.tiles()
    local level = 7 + count % 4
    local side = 256 * LEVEL_0 / 2 ^ level
    local across = math.max(1, math.floor(6000 / side))
    local column = math.floor((MIDDLE_X - 3000 - LEFT) / side) + math.floor(count / 4) % across
    local row = math.floor((TOP - MIDDLE_Y - 3000) / side) + math.floor(count / 4 / across) % across
    if env("WMTS") ~= "" then
        return env("WMTS") .. "&TILEMATRIX=" .. level .. "&TILEROW=" .. row .. "&TILECOL=" .. column
    end
    local x, y = LEFT + column * side, TOP - row * side
    return map(layers[1], string.format("%.2f,%.2f,%.2f,%.2f", x, y - side, x + side, y))
end

-- One address.
function kinds.url()
    return base
end

-- A click on a map.
function kinds.info()
    return map(layers[1], known[count % EXTENTS + 1])
        .. "&I=" .. math.random(0, width - 1) .. "&J=" .. math.random(0, height - 1)
end

local path = assert(kinds[kind], "unknown KIND")

function request()
    local url = path()
    count = count + 1
    return wrk.format("GET", url)
end
