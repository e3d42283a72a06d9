package org.doanket.demo;

/** The administrative units that the demo names, with their official codes (Decision 19/2025/QD-TTg; GB/T 2260). */
final class Areas {

    static final String VIET_NAM = """
            code,province_code,name
            01,,Thành phố Hà Nội
            42,,Tỉnh Hà Tĩnh
            92,,Thành phố Cần Thơ
            31507,92,Phường Sóc Trăng
            31510,92,Phường Phú Lợi
            31567,92,Xã Mỹ Tú
            31783,92,Phường Vĩnh Châu
            """;

    static final String CHINA = """
            code,parent_code,name
            621100,,定西市
            621102,621100,安定区
            621121,621100,通渭县
            621122,621100,陇西县
            621123,621100,渭源县
            621124,621100,临洮县
            621125,621100,漳县
            621126,621100,岷县
            """;

    private Areas() {
    }
}
