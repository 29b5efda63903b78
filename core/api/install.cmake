# What `cmake --install DIR --component Core` puts in place: the library, the headers, and what
# find_package(Frisket) and pkg-config read.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(packageFolder "${CMAKE_INSTALL_LIBDIR}/cmake/Frisket")
set(packageBuild "${CMAKE_CURRENT_BINARY_DIR}/package")

set_target_properties(frisket_core PROPERTIES EXPORT_NAME Core)
install(TARGETS frisket_core EXPORT FrisketTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT Core
    INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT FrisketTargets NAMESPACE Frisket:: DESTINATION "${packageFolder}" COMPONENT Core)

configure_package_config_file(FrisketConfig.cmake.in "${packageBuild}/FrisketConfig.cmake"
    INSTALL_DESTINATION "${packageFolder}"
    NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file("${packageBuild}/FrisketConfigVersion.cmake"
    VERSION "${PROJECT_VERSION}" COMPATIBILITY SameMinorVersion)
install(FILES "${packageBuild}/FrisketConfig.cmake" "${packageBuild}/FrisketConfigVersion.cmake"
    DESTINATION "${packageFolder}" COMPONENT Core)

# Relative, so that the folder may be moved.
file(RELATIVE_PATH upToPrefix "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
configure_file(frisket.pc.in "${packageBuild}/frisket.pc" @ONLY)
install(FILES "${packageBuild}/frisket.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig"
    COMPONENT Core)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT Core)

# What a program may include; the headers that these include are installed too, no others.
set(publicHeaders
    core/api/frisket/frisket.h
    core/array/view_expression.h
    core/assign/apply_fix.h
    core/assign/check.h
    core/assign/prepared.h
    core/assign/run.h
    core/condition/condition_from_array.h
    core/io/mask_file.h)
configure_file(install_headers.cmake.in "${packageBuild}/install_headers.cmake" @ONLY)
install(SCRIPT "${packageBuild}/install_headers.cmake" COMPONENT Core)
