/// Short forms and spellings of given names that the table of nicknames lacks; common knowledge, written for this purpose.
enum GivenNameTable {
    /// One given name a line, then its short forms: as written on old forms, and as spoken in several languages.
    static let shortForms = """
        robert: robt
        william: wm willm liam
        charles: chas
        george: geo
        james: jas
        thomas: thos
        joseph: jos
        richard: richd
        benjamin: benj
        edward: edw edwd
        samuel: saml
        daniel: danl
        frederick: fredk
        alexander: alexr sasha sascha
        alexandra: sasha
        jonathan: jno
        john: jno
        elizabeth: eliz
        margaret: margt
        catherine: cath cate
        katherine: cate
        terrence: terry
        terrance: terry
        terence: terry
        stanley: stan
        clayton: clay
        clifton: cliff
        preston: pres
        winston: win
        dolores: lola
        evelyn: evie
        eve: evie
        florence: flossie
        mary: polly
        theresa: teri terri
        teresa: teri terri
        lorraine: lori lorrie
        jerome: jerry
        gerard: gerry jerry
        maximilian: max
        sebastian: seb
        leonardo: leo
        leopold: leo
        rafael: rafa rafi
        raphael: rafa rafi
        roberto: beto
        alberto: beto
        gilberto: beto
        eduardo: lalo
        ignacio: nacho
        guillermo: memo
        enrique: quique
        jose: pepe
        josefina: pepa
        francisco: paco pancho
        jesus: chuy
        guadalupe: lupe
        rosario: charo
        antonio: tono tony
        manuel: manny manolo
        alejandro: alex
        alejandra: alex
        gabriela: gaby
        santiago: santi
        giuseppe: beppe
        giovanni: gianni
        luigi: gigi
        mikhail: misha
        dmitri: dima
        vladimir: vlad
        nikolai: kolya
        johannes: hans
        johann: hans
        friedrich: fritz
        heinrich: heinz
        wilhelm: willi willy
        katharina: kathi katja
        muhammad: mohd mo
        mohammed: mohd mo
        mohamed: mohd mo
        venkatesh: venkat
        venkataraman: venkat
        subramanian: subbu
        ramakrishnan: ram
        rajesh: raj
        rajendra: raj
        rajiv: raj
        krishnan: krish
        krishna: krish
        """

    /// One name a line in the spellings it is known by.
    static let spellings = """
        alan allan allen
        alasdair alastair alistair
        ann anne
        barbara barbra
        brian bryan
        brittany britney
        carl karl
        carol carole
        caroline carolyn
        catherine katherine kathryn cathryn katharine
        cathy kathy
        christine kristine
        christina kristina
        christopher kristopher
        clark clarke
        craig kraig
        curtis kurtis
        darrell darryl daryl darrel
        deborah debra
        dennis denis
        diane dianne
        duane dwayne dwane
        eric erik erick
        elizabeth elisabeth
        francis frances
        frederick fredrick frederic
        gail gayle gale
        geoffrey jeffrey jeffery
        geoff jeff
        gerald jerald jerold
        gerry jerry
        gregory greggory
        hans hanns
        helen helene
        isabel isabelle isobel
        jaime jamie
        jacqueline jaclyn jacquelyn
        jean jeanne
        jon john
        joseph josef
        judith judyth
        julie julia
        kenneth kennith
        kimberly kimberley kimberlie
        kristen kristin
        lawrence laurence
        leslie lesley
        lewis louis
        lori laurie lauri
        lynn lynne lyn
        marc mark
        marcia marsha
        margaret margret
        martin marten
        mathew matthew
        michele michelle
        mitchell mitchel
        mohammed muhammad mohamed mohammad
        neal neil neill
        nicholas nicolas nickolas
        patricia patrica
        philip phillip
        rachel rachael
        rebecca rebekah
        reid reed
        russell russel
        sara sarah
        sean shawn shaun
        sheila shelia
        sherry sherri cheri
        sheri shari
        stacey stacy
        stephanie stefanie
        steven stephen stephan stefan
        stewart stuart
        susan suzan
        suzanne susanne
        sydney sidney
        teresa theresa
        terry terri teri
        thomas tomas
        tracy tracey
        vincent vincente
        vivian vivien
        walter walther
        yvonne ivonne
        """
}
