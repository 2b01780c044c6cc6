"""Kinds of words that decide how a text answer is made into a sentence. Verbs have a file of their own."""

from __future__ import annotations

from chai_desktop.models.rules.verbs import BASES, THIRD_PERSONS
from chai_desktop.models.rules.word_list import word_list

PLACE_WORDS = word_list(
    """in on at from with by near behind beside between inside outside under above below over through across
    along around against among within beneath towards toward into onto next during before after opposite
    throughout without of off up down outdoors indoors upstairs downstairs downtown nearby underwater"""
)
NAMES_IN_ING = word_list(
    """everything anything morning evening building clothing ceiling king ring spring string wing railing
    lightning thing nothing something awning painting wedding crossing landing parking living dining
    swimming training lighting nursing shopping sewing stocking pudding icing wing earring sibling sling
    swing darling viking"""
)
ADJECTIVES = word_list(
    """black white red green blue yellow brown grey gray orange pink purple beige golden silver dark light
    bright pale short long tall small large big little young old older elderly middle-aged bare low high
    narrow wide busy quiet wooden clear sunny overcast cloudy rainy foggy misty windy snowy stormy hazy
    humid calm dry wet warm cold mild modern slow soft sharp blurry shiny dirty clean rusty bald slim
    thin thick heavy round square curly straight blond blonde colourful colorful realistic minimalist
    cartoonish rural urban gothic medieval far upside-down"""
)
STATES = word_list(
    """seated upright bent crouched kneeling lying still motionless alone asleep awake visible hidden parked
    stationary tilted turned dressed positioned placed perched leaned folded crossed stretched raised
    lowered open closed empty full centered centred half partly fully slightly tipped overturned upside
    sideways barefoot together side-by-side back-to-back handheld made built worn held seen shown lit"""
)
ADVERBS = word_list("first then also now again just almost not")
NOT_ADVERBS = word_list("family butterfly early fly assembly curly woolly friendly elderly hilly lonely")
NOT_AFTER_NAMES = word_list("close open rest still light")  # "stays open" is no name with a verb
RELATIVES = word_list("who that which where whose when while as")
PLURALS = word_list("people men women children they both leaves sheep cattle police geese feet hands")
PRONOUNS = word_list("it he she they there one both this that")
DETERMINERS = PRONOUNS | word_list(
    """a an the his her its their these those my our two three four five six seven eight nine ten many several
    some few no each every another all more most other various multiple dozens hundreds"""
)
PERSONS = word_list("woman man boy girl child person dog cat horse bird car bus train boat lady cyclist driver player")
MASSES = word_list(
    """water snow rain grass sand traffic countryside woodland space nature smoke fog fire food drizzle hail
    sleet downtown farmland grassland underwater scenery text ice mist sunshine sunlight wind haze
    suburbia furniture darkness hair skin fur luggage equipment jewelry jewellery vegetation foliage moss
    greenery paint fabric wood stone metal glass wool leather dough clothing makeup"""
)
WORN = word_list(
    """coat dress jacket shirt t-shirt hat scarf suit beard moustache mustache ponytail cap uniform bag skirt
    sweater hoodie vest tie cloak robe helmet mask backpack apron blouse cardigan bun braid face tail
    collar body necklace"""
)
BODY_PARTS = word_list("head arms arm hands hand legs leg body back eyes face feet shoulders torso knees chin tail")
SURFACES = word_list(
    """beach street road rooftop roof mountain hill bridge stage pier boat ship farm island terrace balcony
    sidewalk pavement platform trail path track racetrack highway pitch shore coast riverbank sidewalk
    bench promenade motorway runway ledge staircase porch deck train bus"""
)
LOWERED = (
    DETERMINERS
    | PLACE_WORDS
    | ADJECTIVES
    | STATES
    | ADVERBS
    | BASES
    | THIRD_PERSONS
    | PERSONS
    | MASSES
    | BODY_PARTS
    | word_list(
        """stone brick metal glass trees houses buildings people clouds cars early late day daytime night dusk dawn
        indoor outdoor to first left right center centre top bottom upper lower foreground background
        middle children women men morning afternoon evening noon midday sunset sunrise leaves benches
        umbrella"""
    )
)
